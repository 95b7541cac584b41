# Rotary position embedding (Su et al. 2021), with M-RoPE (Wang et al. 2024) positions on several axes.
# Shapes: A axes, N tokens, D head size.

def rotary_rows(self, name: str, positions: Tensor, like: Tensor) -> Tensor:
    # Row n of a table (maxPositions, D) at each token's position; with several axes, each channel at
    # the position on its own: rotary.axes (D).
    rows = self.w[name]
    if torch.size(positions, 0) == 1:
        rows = torch.index_select(rows, 0, torch.select(positions, 0, 0))
    else:
        at = torch.index_select(positions, 0, self.w['rotary.axes'])  # (D, N)
        rows = torch.gather(rows, 0, torch.transpose(at, 0, 1))
    return torch.to(rows, like.dtype)  # (N, D)

def rotary_at(self, positions: Tensor, like: Tensor) -> Tuple[Tensor, Tensor]:
    # positions (A, N) to cos and sin (N, D)
    return (self.rotary_rows('rotary.cos', positions, like), self.rotary_rows('rotary.sin', positions, like))

def rotate(self, x: Tensor, rotary: Tuple[Tensor, Tensor]) -> Tensor:
    half = torch.chunk(x, 2, -1)
    return x * rotary[0] + torch.cat([torch.neg(half[1]), half[0]], -1) * rotary[1]
