using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>A data set that recipes name.</summary>
/// <param name="Name">Short, unique.</param>
/// <param name="Path">Relative to the data folder.</param>
/// <param name="Holds">What is in it.</param>
/// <param name="Origin">Where it can be had and how it is laid.</param>
internal sealed record DataSet(string Name, string Path, string Holds, string Origin)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DataSet> All { get; } =
    [
        new("multi30k", "multi30k/task1", "captions in English, German and French", $"folders task1 and task2 of {Multi30kCorpus.Address} (data)"),
        new("descriptions", "multi30k/task2", "five English captions a picture", $"folder task2 of {Multi30kCorpus.Address} (data)"),
        new("photos", "flickr8k/images", "photos of Flickr8k",
            "Flickr30k or Flickr8k, on request from https://shannon.cs.illinois.edu/DenotationGraph; each file named as in multi30k/task1/image_splits"),
        new("captions", "captions/flickr8k.tsv", "pairs of photo and English caption",
            "lines of photo, tab, caption, made from the captions that come with Flickr8k, without the photos of val and test"),
        new("coco", "captions/coco.txt", "English captions without pictures", "captions_train2017.json of https://cocodataset.org, one caption a line"),
        new("probes", "probes", "positions of colour, person and noun words",
            "lines of word positions for each line of multi30k/task1/tok; only probing studies need them"),
    ];
}
