"""Papers for people: charts."""
