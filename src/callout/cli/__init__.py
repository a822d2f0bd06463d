"""The command line: one small file for each group of commands. Nothing heavy is imported before a command runs."""
