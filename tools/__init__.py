"""Scripts of the project that are neither the app nor its tests."""
