"""The pages of programmes: what is offered, and the money that pays for it."""
