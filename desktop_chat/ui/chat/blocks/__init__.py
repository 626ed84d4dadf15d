"""What a message's blocks look like: each laid out, painted and selected by itself; `block_view` stacks them."""
