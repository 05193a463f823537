"""`salesctl plan`: the noun is put together in `noun`, its verbs are in the modules beside it."""
