"""How well the pipeline understands: the measures of `pantau evaluate`."""
