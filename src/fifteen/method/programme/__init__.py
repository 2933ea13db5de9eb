"""A programme's rules (O2): nobody is asked beyond what they offered, and counts tell nobody."""
