"""The call one to three months after return, and reintegration plans."""
