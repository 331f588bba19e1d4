"""The reports of November 2018 and July 2019 rebuilt: made-up people who give the published shares.

`python -m examples.published.make` writes everything beside this file and the two pages in docs/.
"""
