"""Records to what people read: pages and lists for the terminal."""
