"""The pages of movements: the board, one departure, the roll, the road, the papers."""
