"""Layout, components, template tags and static files: how Rumbo looks; it knows no domain."""
