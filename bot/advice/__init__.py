"""The optional language model: asked about doubtful messages only, with masked words, and never relied upon."""
