# A connector of one linear layer, or of two with an activation between them.

def connect(self, x: Tensor) -> Tensor:
    # (I, N, C of the tower) to (I, N, hidden)
    p = self.projector_prefix
    y = torch.linear(x, self.cast(p + 'linear_1.weight', x))
    if torch.__contains__(self.w, p + 'linear_1.bias'):
        y = y + self.cast(p + 'linear_1.bias', x)
    if torch.__contains__(self.w, p + 'linear_2.weight'):
        y = torch.linear(self.activation(y, self.projector_activation), self.cast(p + 'linear_2.weight', x))
        if torch.__contains__(self.w, p + 'linear_2.bias'):
            y = y + self.cast(p + 'linear_2.bias', x)
    return y
