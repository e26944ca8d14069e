namespace Optiglot.Training;

/// <summary>
/// Marks a path that is relative to the file that says it: whole once it is read, and relative again where the recipe is written. Not written where it is
/// null, so that older recipes stay the same.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RelativeToFileAttribute : Attribute
{
    /// <summary>The path as a recipe's node means it; the command line's is relative to the working folder.</summary>
    internal static string Whole(RecipeNode node, string path) =>
        Path.GetFullPath(node.Line > 0 ? Path.Combine(Path.GetDirectoryName(node.File) ?? "", path) : path);
}
