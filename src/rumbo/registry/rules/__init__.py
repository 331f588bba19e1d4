"""Values in, values out: how a name sounds, which keys a person has, how alike two files are."""
