"""Pictures of the labs."""
