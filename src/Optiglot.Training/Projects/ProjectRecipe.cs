using System.Globalization;
using System.Text.Json;

namespace Optiglot.Training;

/// <summary>Writes a project's recipe: every choice with its reason, for somebody who will change some.</summary>
internal static class ProjectRecipe
{
    // Captions have about so many pieces, the end among them.
    private const int PiecesAPair = 16;

    /// <summary>The YAML.</summary>
    internal static string Write(ProjectPlan plan)
    {
        string training = plan.IsAdapted ? Adapted(plan) : plan.IsFromBert ? FromBert(plan) : FromNothing(plan);
        return (Head(plan) + training + Tail(plan)).ReplaceLineEndings("\n");
    }

    private static string Head(ProjectPlan plan)
    {
        ProjectOptions options = plan.Options;
        string Files(string set) =>
            $"{{ source: data/{set}.{options.From}, target: data/{set}.{options.To}{(plan.Data.HasPictures ? $", pictures: data/{set}.pictures" : "")} }}";
        string pictures = plan.Pictures is null ? "" : Pictures(plan);
        return $$"""
            # {{plan.Describe()}}. Made by `init` from {{Path.GetFileName(options.Data[0])}}.
            # Run it in this folder: optiglot run recipe.yaml. Stopped, it goes on where it was. Every key: docs/recipe-keys.md.
            name: {{plan.Name}}
            source: {{options.From}}
            target: {{options.To}}
            seed: {{options.Seed}}

            data:
              root: .                      # paths below are relative to this file's folder, which may be moved as a whole
              set: files
              train: train
              dev: dev                     # chooses the best weights; test is looked at once, in the end
              files:
                train: {{Files("train")}}   # {{Count(plan.Pairs)}} pairs
                dev: {{Files("dev")}}   # {{Count(plan.Data.Split.Dev.Count)}}
                test: {{Files("test")}}   # {{Count(plan.Data.Split.Test.Count)}}
            {{pictures}}
            """;
    }

    private static string Pictures(ProjectPlan plan)
    {
        string seen = plan.IsAdapted ? "" : $"""
                detector: {Quoted(plan.Options.Detector)}
                min_regions: 10            # at least so many things a picture, however unsure
                max_regions: 10            # more slows the training down and rarely helps with small photos
                tags: {(plan.Tags ? "true " : "false")}                # the names of what is seen follow the sentence; they are English

            """;
        return $"""
              pictures:
                folder: {Quoted(plan.Pictures!)}
                regions: regions/{plan.Name}   # made from the pictures by the first run, in the folder that it is run in
            {seen}
            """;
    }

    private static string Adapted(ProjectPlan plan)
    {
        double epochs = Math.Clamp(Math.Round(20_000.0 / plan.Pairs), 3, 20);
        return $$"""

            model:
              start_from: {{Quoted(plan.Start!)}}   # a whole model: its tokenisers, sizes and family come with it, and its search

            end_to_end:
              max_epochs: {{epochs}}               # few: it knows the language already, and forgets what these pairs do not show
              max_minutes: {{Number(plan.Options.Minutes)}}
              batch_tokens: 1024           # small batches: many updates from few pairs
              learning_rate: 3.0e-4        # a tenth of what small models learn with from nothing
              warmup_steps: {{Math.Clamp(plan.Pairs * PiecesAPair / 1024, 10, 200)}}             # one epoch: the optimiser begins anew
              decay: linear
              weight_decay: 0.0
              patience: 5                  # the model it starts from counts as the first try: what is worse on dev is not kept
              average_checkpoints: 3

            """;
    }

    private static string FromBert(ProjectPlan plan)
    {
        double minutes = plan.Options.Minutes;
        int pieces = Pieces(plan.Pairs, 10_000), warmup = Warmup(plan.Pairs, 2048, 400);
        int layers = plan.Pairs < 5000 ? 2 : 4;
        string first = Path.TrimEndingDirectorySeparator(plan.Start!), seesPictures = "# text and picture say the same to the decoder (Table 6 of the paper)";
        string modality = Choice(plan.Pictures is not null, $"  modality: {{ layers: last, prior: 0.4 }}   {seesPictures}\n");
        string pretrain = plan.Pictures is null ? "" : $$"""

            pretrain:
              pairs:                       # the encoder meets the pictures: hidden words, and pictures that belong to the sentence or not
                max_epochs: 4
                max_minutes: {{Number(minutes / 6)}}
                batch_tokens: 2048
                learning_rate: 2.0e-4
                warmup_steps: {{Math.Min(100, warmup)}}
                decay: linear

            """;
        return $$"""

            text:
              source:                      # as MiniLM was trained
                { kind: wordpiece, vocabulary: {{Quoted(first + "/vocab.txt")}}, lower_case: true, normalize: false, tokenize: false }
              target: { kind: bpe, size: {{pieces}} }   # about a third of the pairs: pieces that are seen once are not learned; capitals stay

            model:
              start_from: {{Quoted(first)}}    # a real BERT: knows English from a billion sentence pairs, which {{Count(plan.Pairs)}} pairs cannot teach
              encoder:                     # MiniLM's sizes
                { width: 384, layers: 6, heads: 12, feed_forward: 1536, norm: post, positions: learned, activation: gelu, dropout: 0.1, attention_dropout: 0.1 }
              decoder:                     # small data overfits wider ones
                { width: 256, layers: {{layers}}, heads: 4, feed_forward: 512, norm: pre, positions: sinusoidal, activation: relu, dropout: 0.3,
                  attention_dropout: 0.1 }
            {{modality}}{{pretrain}}
            stage1:                        # the decoder learns while the encoder stays as it is: cheap, its states are read from disk
              max_epochs: {{Math.Clamp(300_000 / plan.Pairs, 10, 60)}}
              max_minutes: {{Number(minutes / 4)}}
              batch_tokens: 2048
              learning_rate: 2.0e-3        # the decoder starts from nothing
              warmup_steps: {{warmup}}
              decay: inverse_sqrt
              weight_decay: 0.0
              patience: 5
              average_checkpoints: 1

            stage2:                        # everything
              max_epochs: {{Math.Clamp(400_000 / plan.Pairs, 8, 40)}}
              max_minutes: {{Number(minutes - minutes / 4 - (plan.Pictures is null ? 0 : minutes / 6))}}
              batch_tokens: 2048
              learning_rate: 1.0e-3
              encoder_rate: 0.1            # 1e-4 for what is pre-trained, as BERT is fine-tuned
              warmup_steps: {{warmup}}
              decay: linear                # to 0 at the end of the minutes
              weight_decay: 0.0
              patience: 0
              average_checkpoints: 5

            """;
    }

    private static string FromNothing(ProjectPlan plan)
    {
        ProjectSize size = plan.Size;
        int batch = plan.Pairs < 5000 ? 1024 : 4096;
        string room = $"room for about {Number(Math.Round(plan.Epochs))} epochs on {plan.Options.Cores} cores, guessed from the time that Multi30K took";
        string layers = $"width: {size.Width}, layers: {size.Layers}, heads: {size.Width / 32}, feed_forward: {size.FeedForward}, norm: pre, positions: "
            + $"sinusoidal, activation: relu, dropout: {Number(size.Dropout)}, attention_dropout: 0.1";
        return $$"""

            text:
              joint: true                  # one vocabulary of both languages, so that one table of embeddings serves all
              source: { kind: bpe, size: {{Pieces(plan.Pairs, size.Pieces)}} }   # about a third of the pairs: pieces that are seen once are not learned

            model:                         # sized by the pairs there are; a larger one learns them by heart
              encoder: { {{layers}}, scale_embeddings: true, norm_epsilon: 1.0e-5 }
              decoder: { {{layers}}, share_with_encoder: true }

            end_to_end:
              max_epochs: {{Math.Clamp(2_400_000 / plan.Pairs, 20, 300)}}
              max_minutes: {{Number(plan.Options.Minutes)}}              # {{room}}
              batch_tokens: {{batch}}           # target pieces an update
              learning_rate: {{size.LearningRate.ToString("0.0e-0", CultureInfo.InvariantCulture)}}
              warmup_steps: {{Warmup(plan.Pairs, batch, 1000)}}
              decay: inverse_sqrt          # no end to plan for: the stage may stop early
              weight_decay: 0.0
              patience: 15                 # evaluations without a better dev BLEU
              average_checkpoints: {{(plan.Pairs < 5000 ? 5 : 10)}}

            """;
    }

    private static string Tail(ProjectPlan plan) => $$"""

        evaluate:
          sets: [test]
        {{Choice(plan.Pictures is not null, "  pictures: [right, wrong, none]   # does the picture help? a wrong one should be worse than the right one\n")}}
        """.TrimEnd() + "\n";

    private static int Pieces(int pairs, int most) => Math.Clamp(pairs / 300 * 100, 600, most);

    // Ten epochs, within reason.
    private static int Warmup(int pairs, int batch, int most) => Math.Clamp(10 * pairs * PiecesAPair / batch, 50, most);

    private static string Choice(bool holds, string text) => holds ? text : "";

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    // A JSON string is a YAML string; plain paths read better without.
    private static string Quoted(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-".Contains(letter)) ? path : JsonSerializer.Serialize(path);
}
