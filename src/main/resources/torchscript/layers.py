# What towers, connectors and decoders are built of. Shapes: (…, C) in, (…, C) out.

def layer_norm(self, x: Tensor, name: str, eps: float) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], self.cast(name + '.weight', x), self.cast(name + '.bias', x), eps)

def rms_norm(self, x: Tensor, name: str, eps: float, offset: float) -> Tensor:
    # Scaled by offset + w; where there is an offset, the sum is made in f32.
    if offset == 0.:
        y = torch.rms_norm(x, [torch.size(x, -1)], self.cast(name, x), eps)
    else:
        scale = torch.to(self.w[name], 6) + offset
        y = torch.to(torch.rms_norm(torch.to(x, 6), [torch.size(x, -1)], scale, eps), x.dtype)
    return y

def dense(self, x: Tensor, name: str) -> Tensor:
    return torch.linear(x, self.cast(name + '.weight', x), self.cast(name + '.bias', x))

def activation(self, x: Tensor, kind: str) -> Tensor:
    y = x
    if kind == 'quick_gelu':
        y = x * torch.sigmoid(x * 1.702)
    elif kind == 'gelu_pytorch_tanh':
        y = torch.gelu(x, approximate='tanh')
    elif kind == 'gelu':
        y = torch.gelu(x)
    elif kind == 'silu':
        y = torch.silu(x)
    elif kind != 'linear':
        ops.prim.RaiseException('unknown activation ' + kind)
    return y
