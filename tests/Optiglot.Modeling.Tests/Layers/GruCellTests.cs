using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

/// <summary>Recurrence against libtorch's own unit.</summary>
public class GruCellTests
{
    private const int Inputs = 5, Width = 4, Places = 6;

    [Theory, InlineData(false), InlineData(true)]
    public void ATextIsReadAsLibtorchReadsIt(bool isReversed)
    {
        using var scope = NewDisposeScope();
        var declarations = new ParameterDeclarations();
        var cell = new GruCell(declarations, "gru", Inputs, Width);
        using var parameters = new ParameterSet(declarations, ScalarType.Float32, CPU, 3);
        using var ops = new TorchOps(parameters, new TrainingMode());
        var generator = new Generator(11);
        using TorchSharp.Modules.GRU twin = nn.GRU(Inputs, Width, batchFirst: true);
        using (no_grad())
        {
            foreach (ParameterDeclaration each in declarations.All) parameters[each].Value.copy_(randn([.. each.Shape], generator: generator));
            // libtorch has the reset gate first.
            Take("weight_ih_l0", cell.Input.Weight);
            Take("weight_hh_l0", cell.State.Weight);
            Take("bias_ih_l0", cell.Input.Bias!);
            Take("bias_hh_l0", cell.State.Bias!);
        }

        Tensor x = randn([3, Places, Inputs], generator: generator).requires_grad_(), probe = randn([3, Places, Width], generator: generator);
        int[] lengths = [Places, 2, 4];
        Tensor real = stack([.. lengths.Select(length => arange(Places).lt(length))]);
        Tensor found = ops.Recur(x, cell, ops.Mask(MemoryNames.Text, real), isReversed), loss = zeros([]);
        for (int sentence = 0; sentence < lengths.Length; sentence++)
        {
            Tensor text = x.narrow(0, sentence, 1).narrow(1, 0, lengths[sentence]);
            Tensor expected = twin.forward(isReversed ? text.flip(1) : text).Item1;
            if (isReversed) expected = expected.flip(1);
            Assert.Equal(0, (expected[0] - found[sentence].narrow(0, 0, lengths[sentence])).abs().max().item<float>(), 1e-5f);
            loss = loss.Plus((expected[0] * probe[sentence].narrow(0, 0, lengths[sentence])).sum());
        }

        // Gradients, of the input and of all that it is made of.
        loss.backward();
        Tensor own = x.grad!.clone();
        x.grad!.zero_();
        (found * probe * real.unsqueeze(-1).to(ScalarType.Float32)).sum().backward();
        Assert.Equal(0, (own - x.grad!).abs().max().item<float>(), 1e-5f);
        foreach ((string name, ParameterDeclaration declared) in new[]
        {
            ("weight_ih_l0", cell.Input.Weight), ("weight_hh_l0", cell.State.Weight), ("bias_ih_l0", cell.Input.Bias!), ("bias_hh_l0", cell.State.Bias!),
        })
        {
            Tensor[] gates = parameters[declared].Gradient.chunk(3, 0);
            Tensor expected = twin.named_parameters().Single(each => each.name == name).parameter.grad!;
            Assert.Equal(0, (expected - cat([gates[1], gates[0], gates[2]], 0)).abs().max().item<float>(), 1e-4f);
        }

        void Take(string name, ParameterDeclaration from)
        {
            Tensor[] gates = parameters[from].Value.chunk(3, 0);
            twin.named_parameters().Single(each => each.name == name).parameter.copy_(cat([gates[1], gates[0], gates[2]], 0));
        }
    }
}
