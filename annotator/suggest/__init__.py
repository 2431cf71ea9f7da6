"""What the program proposes: for now, which person a name may mean."""
