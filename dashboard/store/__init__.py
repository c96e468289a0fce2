"""Events as columns of numbers: what a page of millions of rows filters, counts and draws from."""
