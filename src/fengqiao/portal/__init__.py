"""The citizens' phone pages 手机页: send in, follow, act, without an account, by a code sent to the telephone.

The pages write submissions and read snapshots, nothing else; they know no matter. ``inside`` takes submissions in through
what lines declare (``matter.public``) and publishes the snapshots. ``carrying`` moves both between two machines, where the
pages are served outside the office network: in files or by calls from inside, sealed, once each, in order.
"""
