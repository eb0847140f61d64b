"""The command line: one command a file, each a thin call into core.pipeline or core.store."""
