# A connector that averages squares of features, then norms and projects them (Gemma 3).

def connect(self, x: Tensor) -> Tensor:
    # (I, N, C of the tower) to (I, N / pool^2, hidden)
    side = self.pool_side
    y = torch.reshape(torch.transpose(x, 1, 2), [torch.size(x, 0), torch.size(x, 2), side, side])
    y = torch.flatten(torch.avg_pool2d(y, [self.pool_size, self.pool_size]), 2)  # (I, C, N / pool^2)
    y = self.rms_norm(torch.transpose(y, 1, 2), self.projector_prefix + 'mm_soft_emb_norm.weight', self.pool_eps, 1.)
    return torch.matmul(y, self.cast(self.projector_prefix + 'mm_input_projection_weight', y))
