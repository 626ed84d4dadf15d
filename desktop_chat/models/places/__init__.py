"""Where other apps keep their models: found and used where they lie, never copied or changed."""
