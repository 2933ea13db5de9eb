"""What a campaign adds up to: lives -> funnel, weeks, tree, beliefs, measures, story, review.

A `Life` is what progress needs to know of one person; `store.progress` reads them all at once.
"""
