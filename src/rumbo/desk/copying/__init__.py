"""What a person's copy of their own file says: what we keep of them, and nothing of anybody else."""
