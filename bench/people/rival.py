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
    rows = dict(enumerate(row for a, b, _ in built for row in (a, b)))
    learner.prepare_training(rows, sample_size=len(built))
    learner.mark_pairs(
        {
            "match": [(a, b) for a, b, truth in built if truth == "same"],
            "distinct": [(a, b) for a, b, truth in built if truth == "other"],
        }
    )
    learner.train(index_predicates=False)
    trained = time.perf_counter() - start
    start = time.perf_counter()
    distances = learner.data_model.distances([(a, b) for a, b, _ in closed])
    scores = learner.classifier.predict_proba(distances)[:, -1]
    took = time.perf_counter() - start
    scores = [float(score) for score in scores]
    json.dump({"trained": trained, "took": took, "scores": scores}, sys.stdout)


main()
