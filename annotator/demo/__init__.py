"""The demo: six invented articles, and what two invented members say about five of them; see README.md."""
