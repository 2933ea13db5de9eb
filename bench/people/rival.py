"""The same pairs scored by the library `dedupe`; run by bench.duplicates in an environment of its
own. Trained on the built-on half, read on the closed one."""

import json
import sys
import time

import dedupe
from dedupe import variables

FIELDS = ("name", "organisation", "role", "email", "phone", "link", "place", "schools")


def record(facts):
    """Empty texts are missing ones to it."""
    return {name: facts.get(name) or None for name in FIELDS}


def main():
    """Print how it does, as JSON."""
    pairs = json.load(sys.stdin)
    fields = [
        variables.String("name"),
        variables.String("organisation", has_missing=True),
        variables.String("role", has_missing=True),
        variables.String("email", has_missing=True),
        variables.String("phone", has_missing=True),
        variables.String("link", has_missing=True),
        variables.ShortString("place", has_missing=True),
        variables.String("schools", has_missing=True),
    ]
    built = [(record(a), record(b), truth) for a, b, truth in pairs["built"]]
    closed = [(record(a), record(b), truth) for a, b, truth in pairs["closed"]]
    start = time.perf_counter()
    learner = dedupe.Dedupe(fields, num_cores=1)
    # Its scorer alone, on all labelled pairs: its own choice of pairs is for books without labels.
    learner.classifier.fit(
        learner.data_model.distances([(a, b) for a, b, _ in built]),
        [int(truth == "same") for *_, truth in built],
    )
    trained = time.perf_counter() - start
    start = time.perf_counter()
    distances = learner.data_model.distances([(a, b) for a, b, _ in closed])
    scores = learner.classifier.predict_proba(distances)[:, -1]
    took = time.perf_counter() - start
    scores = [float(score) for score in scores]
    json.dump({"trained": trained, "took": took, "scores": scores}, sys.stdout)


main()
