# The weights of all parts, by the names that the parts give them, and what is done to one alone.

def set_weights(self, w: Dict[str, Tensor]) -> int:
    self.w = w
    return torch.len(w)

def add_weights(self, w: Dict[str, Tensor]) -> int:
    for name in w.keys():
        self.w[name] = w[name]
    return torch.len(self.w)

def remove_weights(self, prefix: str) -> int:
    kept = annotate(Dict[str, Tensor], {})
    for name in self.w.keys():
        if torch.ne(name[:torch.len(prefix)], prefix):
            kept[name] = self.w[name]
    self.w = kept
    return torch.len(kept)

def cast(self, name: str, like: Tensor) -> Tensor:
    return torch.to(self.w[name], like.dtype)

def to_type(self, x: Tensor, scalar_type: int) -> Tensor:
    return torch.to(x, scalar_type)

def as_bf16(self, x: Tensor) -> Tensor:
    # Reinterprets the bits of an f16 tensor.
    return torch.view_copy(x, dtype=15)

def is_finite(self, x: Tensor) -> int:
    low, high = torch.aminmax(x)
    return int(torch.logical_and(torch.isfinite(low), torch.isfinite(high)))
