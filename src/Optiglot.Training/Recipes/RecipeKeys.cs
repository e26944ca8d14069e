using System.Reflection;

namespace Optiglot.Training;

/// <summary>Every key a recipe can have, by its full path: to help with a key in the wrong section.</summary>
internal static class RecipeKeys
{
    /// <summary>All paths, sections included, as <c>model.encoder.width</c>.</summary>
    public static IEnumerable<string> All(Type? type = null, string path = "")
    {
        foreach (PropertyInfo property in RecipeBinder.Settable(type ?? typeof(Recipe)))
        {
            string own = path + RecipeBinder.KeyOf(property);
            yield return own;
            if (!RecipeBinder.IsSection(property.PropertyType)) continue;
            foreach (string below in All(property.PropertyType, own + ".")) yield return below;
        }
    }

    /// <summary>Where a key of exactly this name belongs, at most three places, or null when no section has it.</summary>
    public static string? Where(string key)
    {
        string[] places = [.. All().Where(path => path == key || path.EndsWith("." + key, StringComparison.Ordinal)).Take(3)];
        return places.Length == 0 ? null : string.Join(" or ", places.Select(place => $"'{place}'"));
    }
}
