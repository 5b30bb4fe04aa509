"""What a statement rests on: what can be linked, how each reader is told of it, and what follows from it."""
