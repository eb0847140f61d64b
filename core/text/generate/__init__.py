"""Text written character by character by recurrent language models, and what can be seen inside while they write."""
