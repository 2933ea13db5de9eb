"""The forecast (C4, C5), on the standard library alone: journal -> requests -> belief -> outlook.

- `requests.of` reads one person's entries; `belief.learn` adds them up with the priors;
- `outlook.Outlook(...).talks(days).range` says how many conversations by then, `.fan(days)` the
  same for a row of days (low90, low50, median, high50, high90, likely, mean: talks still to come);
- `funnel.by_bond(requests)` says by tie what was asked, answered, agreed, held, with intervals;
- `plan` says how many requests reach a number of talks, and what a higher pace brings;
- `frozen` is a forecast as it was given, its score, and whether the campaign has stalled.

`store.forecast` reads a campaign into these. Days are business days from today.
"""
