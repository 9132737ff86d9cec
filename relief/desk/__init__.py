"""工作台: pages that show several rooms at once. No models, no services."""
