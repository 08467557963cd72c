"""The pages, one module a noun: each reads, decides what to show and renders."""
