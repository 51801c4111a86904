"""The built-in record types, one file each; they use the public hooks only."""
