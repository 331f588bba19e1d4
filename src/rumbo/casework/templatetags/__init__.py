"""What templates of every room ask of casework: how somebody is called before this reader."""
