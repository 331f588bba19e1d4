"""The journal in sentences, every row's history and the log of who read whom: so that nothing happens unseen."""
