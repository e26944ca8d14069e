using Microsoft.Extensions.DependencyInjection;
using Optiglot.Translation;

using var services = new ServiceCollection().AddOptiglot("served/en-de").BuildServiceProvider();
var translator = services.GetRequiredService<ITranslator>();

TranslationRequest[] requests = [new("two dogs play with a ball", "photo.jpg"), new("a man sleeps")];
foreach (var result in await translator.TranslateAsync(requests))
    Console.WriteLine(result.Text);

// A file of any length: in bounded memory, in order, and Ctrl-C of yours ends it by a CancellationToken.
var lines = File.ReadLinesAsync("captions.txt").Select(line => new TranslationRequest(line));
await foreach (var result in translator.TranslateStreamAsync(lines))
    Console.WriteLine($"{result.Score:F2} {result.Text}");
