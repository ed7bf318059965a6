namespace Kartoteka.Server.Demo;

/// <summary>The shelf that a product of the purchases stands on. The data has no categories, so a word of the description decides.</summary>
internal static class DemoShelves
{
    private static readonly (string Shelf, string[] Words)[] Shelves =
    [
        ("Christmas", ["CHRISTMAS", "ADVENT", "SNOWFLAKE", "REINDEER"]), ("Bags", ["BAG", "SHOPPER", "PURSE"]), ("Kitchen", ["CAKE", "MUG", "CUP", "PLATE", "TEA", "JAR", "TIN", "BAKING", "LUNCH", "BOWL"]),
        ("Light", ["LIGHT", "LAMP", "CANDLE", "LANTERN"]), ("Paper", ["CARD", "WRAP", "PAPER", "NOTEBOOK", "STICKER", "PENCIL"]), ("Home", ["CLOCK", "SIGN", "HOOK", "FRAME", "CUSHION", "DRAWER", "HEART", "DOORMAT"]),
        ("Toys", ["GAME", "TOY", "DOLL", "PLAY", "JIGSAW", "SPACEBOY"]), ("Garden", ["GARDEN", "PLANT", "FLOWER", "PARASOL"]),
    ];

    /// <summary>The category of a description.</summary>
    public static string Of(string description) =>
        Shelves.FirstOrDefault(shelf => Array.Exists(shelf.Words, word => description.Contains(word, StringComparison.OrdinalIgnoreCase))).Shelf ?? "Other";
}
