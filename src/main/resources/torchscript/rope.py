# Rotary position embedding (Su et al. 2021). Shapes: N positions, D head size.

def rotary_at(self, positions: Tensor, like: Tensor) -> Tuple[Tensor, Tensor]:
    # positions (N) to cos and sin (N, D)
    cos = torch.index_select(self.w['rotary.cos'], 0, positions)
    sin = torch.index_select(self.w['rotary.sin'], 0, positions)
    return (torch.to(cos, like.dtype), torch.to(sin, like.dtype))

def rotate(self, x: Tensor, rotary: Tuple[Tensor, Tensor]) -> Tensor:
    half = torch.chunk(x, 2, -1)
    return x * rotary[0] + torch.cat([torch.neg(half[1]), half[0]], -1) * rotary[1]
