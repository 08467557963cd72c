"""What is reported: kind, acts, steps, sanctions, rules, severity parts."""
