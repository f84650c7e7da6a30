"""Groups of commands, each a module of its own that the command line mounts."""
