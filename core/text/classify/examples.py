"""Texts that the page opens on; their readings are made with the checkpoint and lie in its run."""

EXAMPLES = (
    "This is not bad at all, I loved it! The plot is simple; the actors carry every scene.",
    "Two hours of explosions, and not one of them wakes anybody up.",
    "The camera work is beautiful. Unfortunately nobody thought of a story, and the ending is a joke.",
    "It's hardly a masterpiece, yet I would happily watch it again with my children.",
    "Nobody who sees it will ask for the money back.",
)
"""The last one is misread, as its title on the page says."""
