"""Settings, urls, jobs and server start: the only place that knows every room."""
