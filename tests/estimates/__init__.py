"""The posterior of stocks on trial: worlds drawn from the prior by a model of its own, and what is made of them."""
