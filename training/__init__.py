"""Training of the multi-task language model: tags, lemmas, dependency trees, entities."""
