"""What a person sets on their machine, in one TOML file. Nothing here decides what a project holds."""
