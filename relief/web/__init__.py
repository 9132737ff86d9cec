"""The face of every room: forms, filters, components and languages. It has no models."""
